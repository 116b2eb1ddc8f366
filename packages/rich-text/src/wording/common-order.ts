/**
 * Pairs of equal entries of two lists, in both their orders: as many as there can be for lists of usual length, of very
 * long ones those that are met first. Empty entries equal nothing.
 */
export function commonOrder(a: readonly string[], b: readonly string[]): readonly (readonly [a: number, b: number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - start && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const inner = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)] as const;
  const middle = inner[0].length * inner[1].length > 250_000 ? firstMet(...inner) : longest(...inner);
  const pairs = [
    ...Array.from({ length: start }, (_, i) => [i, i] as const),
    ...middle.map(([i, j]) => [i + start, j + start] as const),
    ...Array.from({ length: tail }, (_, i) => [a.length - tail + i, b.length - tail + i] as const),
  ];
  return pairs.filter(([i]) => a[i] !== '');
}

function longest(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * width + j] =
        a[i] === b[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return pairs;
}

function firstMet(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  a.forEach((entry, i) => {
    const known = places.get(entry);
    if (known) known.push(i);
    else places.set(entry, [i]);
  });
  const pairs: [number, number][] = [];
  let from = 0;
  b.forEach((entry, j) => {
    const found = places.get(entry);
    while (found && found.length > 0 && found[0]! < from) found.shift();
    const i = found?.shift();
    if (i === undefined) return;
    pairs.push([i, j]);
    from = i + 1;
  });
  return pairs;
}
