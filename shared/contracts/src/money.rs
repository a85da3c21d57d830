//! Money: integer minor units and an ISO 4217 currency. No floats, no decimals.

use std::fmt;
use std::str::FromStr;

/// An ISO 4217 alphabetic code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Pound sterling.
    pub const GBP: Self = Self(*b"GBP");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many digits follow the decimal point (ISO 4217 "minor unit").
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

/// A text that is not three capital letters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a currency: write the three capital letters of ISO 4217, such as GBP")]
pub struct NotACurrency(String);

impl FromStr for Currency {
    type Err = NotACurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(NotACurrency(text.chars().take(20).collect())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrency;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Money {
    /// Minor units: pence, cents.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// The amount as machines read it: a full stop, no grouping, as many digits as the currency has (`3.50`).
    pub fn decimal(&self) -> String {
        let digits = self.currency.digits();
        let unit = 10u64.pow(digits);
        let (sign, minor) = (
            if self.minor < 0 { "-" } else { "" },
            self.minor.unsigned_abs(),
        );
        if digits == 0 {
            return format!("{sign}{minor}");
        }
        format!(
            "{sign}{}.{:0width$}",
            minor / unit,
            minor % unit,
            width = digits as usize
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_capital_letters() {
        assert_eq!("GBP".parse(), Ok(Currency::GBP));
        for wrong in ["", "gbp", "GB", "GBPX", "G€", "12A"] {
            assert!(wrong.parse::<Currency>().is_err(), "{wrong}");
        }
        assert_eq!("JPY".parse::<Currency>().map(Currency::digits), Ok(0));
        assert_eq!(Currency::EUR.digits(), 2);
    }

    #[test]
    fn an_amount_is_written_with_the_digits_of_its_currency() {
        let decimal = |minor, code: &str| {
            Money {
                minor,
                currency: code.parse().expect("a currency"),
            }
            .decimal()
        };
        assert_eq!(decimal(350, "GBP"), "3.50");
        assert_eq!(decimal(-5, "EUR"), "-0.05");
        assert_eq!(decimal(1200, "JPY"), "1200");
        assert_eq!(decimal(i64::MIN, "BHD"), "-9223372036854775.808");
    }
}
