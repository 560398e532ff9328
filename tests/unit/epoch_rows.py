"""What the Chinese rows of Epoch AI's clusters leave out, counted by hand."""

REFUSED_PARTS = {
    "no chip stated": 253,
    "no 16-bit rate: compute unknown": 35,
    "existence not confirmed: whether it runs is unknown": 26,
    "possible duplicate of another row: taken, not to be added up": 24,
    "one cluster or several is not said: taken as one site": 11,
    "no secondary chip stated": 3,
    "total number of chips is not that of the types listed": 3,
}
