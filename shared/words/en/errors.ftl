error-number = Error { $status }
error-home = To the front page

not-found-title = There is no page here
not-found-lede = The address may be mistyped, or the page has moved on.
not-found-near = Did you mean one of these?
not-found-latest = Fresh from the journal

misdirected-title = We do not know that address
misdirected-lede = Nothing of ours lives at “{ $host }”.
misdirected-addresses = These are our addresses

wrong-door-title = You were led to the wrong door
wrong-door-lede = “{ $host }” is ours, but not at this door: something between you and us has sent you here. Please try again in a moment.

failure-title = { $status ->
    [400] That request made no sense to us
    [401] You need to sign in for this
    [403] This door is closed to you
    [405] That cannot be done here
    [406] We cannot show it that way
    [408] That took too long
    [409] Somebody else was quicker
    [410] This page is gone
    [413] That was too much at once
    [414] That address is too long
    [415] We cannot read that kind of file
    [422] Something in it was not right
    [429] A little slower, please
    [502] One of our own did not answer
    [503] We will be back in a moment
    [504] One of our own took too long
   *[500] Something broke on our side
}
failure-lede = { $status ->
    [400] Please go back and try again.
    [401] Please sign in, then try again.
    [403] You may not see this page, or not with this account.
    [405] This address exists, but not for that action.
    [406] Ask for an ordinary web page instead.
    [408] The connection was too slow, or broke off. Please try again.
    [409] It was changed in the meantime, or is there already. Please go back, load the page again, and see how it stands.
    [410] It was taken down on purpose and will not come back.
    [413] What you sent is larger than we accept.
    [414] Please follow a link instead.
    [415] Please send it in another format.
    [422] Please go back and check what you typed.
    [429] You have asked for a great deal in a short time. Please wait a little.
    [502] Please try again in a moment.
    [503] Something that we need is resting. Nothing is lost; please try again shortly.
    [504] Please try again in a moment.
   *[500] It is not your fault, and it has been written down. Please try again.
}
failure-elsewhere = This did not come from a page of this address, so nothing was done. Open the page here and try again.
failure-retry = { $seconds ->
    [one] Try again in a second.
   *[other] Try again in { $seconds } seconds.
}
failure-request = If you write to us about this, please quote this number:

template-error-title = A template has a mistake
template-error-lede = The page comes back by itself once the file is mended: save, then reload.
template-error-source = Source
template-error-stack = Drawn from, innermost first
fragment-missing = This part cannot be shown just now.
