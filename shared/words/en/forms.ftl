# What forms say, whatever they are about.

form-refused = { $status ->
    [409] Somebody else changed this in the meantime, or it is there already. Nothing was done; this is how it stands now.
   *[422] Not quite yet. Please look at this again:
}
