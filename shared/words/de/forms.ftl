# Was Formulare sagen, worum es auch geht.

form-refused = { $status ->
    [409] Jemand hat das inzwischen geändert, oder es ist schon da. Es ist nichts geschehen; so steht es jetzt.
   *[422] Noch nicht ganz. Bitte sehen Sie sich das noch einmal an:
}
