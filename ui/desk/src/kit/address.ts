/** An address for other houses: whole where the server knows its own name, else after the one that this desk is open by. */
export const wholeAddress = (of: string) => (of.startsWith('/') ? location.origin + of : of)
