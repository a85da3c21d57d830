# What forms say, whatever they are about.

form-refused = { $status ->
    [409] That cannot be done as things stand: somebody else may have changed them meanwhile, it is there already, or there is no room for more. Nothing was done; this is how it stands now.
   *[422] Not quite yet. Please look at this again:
}
