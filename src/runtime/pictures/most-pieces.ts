/**
 * A picture of 25 MB has some three thousand pieces. One of more than this was made to cost: six million of them took
 * seconds, in which nobody was answered, and most of the memory.
 */
export const MOST_PIECES = 20_000
