/** The later of two positions of events. */
export function laterPosition(a: string, b: string): string {
  const [aTx = '0', aId = '0'] = a.split('-');
  const [bTx = '0', bId = '0'] = b.split('-');
  if (BigInt(aTx) !== BigInt(bTx)) return BigInt(aTx) > BigInt(bTx) ? a : b;
  return BigInt(aId) >= BigInt(bId) ? a : b;
}
