//! The derive macro behind `#[derive(sx::Record)]`: a struct's fields by name, borrowed. It knows `syn` and the paths of
//! `sx`'s own traits, and nothing of the language.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Ident, parse_quote};

/// Makes a struct with named fields readable by SX templates. The `sx` crate documents it.
#[proc_macro_derive(Record)]
pub fn derive_record(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(input)
        .unwrap_or_else(Error::into_compile_error)
        .into()
}

fn expand(mut input: DeriveInput) -> Result<TokenStream, Error> {
    let fields = named_fields(&input)?;
    for parameter in input.generics.type_params_mut() {
        parameter.bounds.push(parse_quote!(::sx::ToVal));
    }
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let name = &input.ident;
    let visibility = &input.vis;
    let struct_name = name.to_string();
    let keys = fields.iter().map(|(ident, _)| kebab(ident));
    let types = fields.iter().map(|(_, ty)| ty);
    let idents = fields.iter().map(|(ident, _)| ident);
    let indexes = 0..fields.len();
    Ok(quote! {
        impl #impl_generics ::sx::View for #name #ty_generics #where_clause {
            const FIELDS: &'static [::sx::Field] = &[#(::sx::Field::of::<#types>(#keys)),*];
            const SHAPE: &'static ::sx::Shape = &::sx::Shape::new(#struct_name, Self::FIELDS);
        }

        impl #impl_generics ::sx::Record for #name #ty_generics #where_clause {
            fn shape(&self) -> ::core::option::Option<&'static ::sx::Shape> {
                ::core::option::Option::Some(<Self as ::sx::View>::SHAPE)
            }
            #[inline]
            fn field(&self, index: usize) -> ::sx::Val<'_> {
                let mut place = ::sx::Val::Nil;
                self.put(index, &mut place);
                place
            }
            #[inline]
            fn put<'put>(&'put self, index: usize, place: &mut ::sx::Val<'put>) {
                match index {
                    #(#indexes => *place = ::sx::ToVal::to_val(&self.#idents),)*
                    _ => *place = ::sx::Val::Nil,
                }
            }
        }

        impl #impl_generics ::sx::ToVal for #name #ty_generics #where_clause {
            const TYPE: ::sx::Type = ::sx::Type::record::<Self>();
            fn to_val(&self) -> ::sx::Val<'_> {
                ::sx::Val::Rec(self)
            }
        }

        impl #impl_generics #name #ty_generics #where_clause {
            /// The fields that templates see.
            #[allow(dead_code, reason = "only pages ask for their shape")]
            #visibility fn shape() -> &'static ::sx::Shape {
                <Self as ::sx::View>::SHAPE
            }
        }
    })
}

fn named_fields(input: &DeriveInput) -> Result<Vec<(Ident, syn::Type)>, Error> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "`Record` is for structs with named fields",
        ));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(
            &input.ident,
            "`Record` needs named fields; for a newtype, implement `sx::ToVal` by handing on to what it wraps",
        ));
    };
    let with_ident = fields
        .named
        .iter()
        .filter_map(|field| field.ident.clone().map(|ident| (ident, field.ty.clone())));
    Ok(with_ident.collect())
}

/// `feature_image` is `feature-image` in templates, `r#type` is `type`.
fn kebab(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").unwrap_or(&name).replace('_', "-")
}
