# Was Formulare sagen, worum es auch geht.

form-refused = { $status ->
    [409] So, wie es steht, geht das nicht: Jemand hat es vielleicht inzwischen geändert, es ist schon da, oder es ist kein Platz mehr. Es ist nichts geschehen; so steht es jetzt.
   *[422] Noch nicht ganz. Bitte sehen Sie sich das noch einmal an:
}
