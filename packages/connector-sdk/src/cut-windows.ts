/** Records at `from` and later, before `to`: whole numbers such as times in ms or ids. Null: open on that side. */
export interface Window {
  readonly from: number | null;
  readonly to: number | null;
}

export interface CutWindows {
  /** The range that records are known in: the first one's number, and one above the last one's. */
  readonly from: number;
  readonly to: number;
  /** A window that holds more is cut further. */
  readonly most: number;
  /** How many records a window holds; null: more than the vendor counts. A call each. */
  count(window: Window): Promise<number | null>;
  /** The most calls to spend on counting; what is not counted by then is cut evenly. */
  readonly maxCounts?: number;
}

export interface WindowsCut {
  /** In order, without gap or overlap, from the open past to the open future. */
  readonly windows: readonly Window[];
  /** Records in all of them, null where one of them was never counted. */
  readonly count: number | null;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly count: number | null;
}

/** A range is cut into as many parts at once, so that a dense spot is found in few rounds. */
const MOST_PARTS = 16;

/**
 * Cuts a range into windows of about `most` records each by counting ever smaller parts of it. Neighbours that fit into
 * one window are joined again. A number that alone has more records than that stays whole.
 */
export async function cutWindows({ from, to, most, count, maxCounts = 200 }: CutWindows): Promise<WindowsCut> {
  let calls = 0;
  const pieces: Piece[] = [];
  const counted = (piece: Pick<Piece, 'from' | 'to'>): Promise<number | null> => {
    calls++;
    return count({ from: piece.from === from ? null : piece.from, to: piece.to === to ? null : piece.to });
  };
  const cut = async (piece: Piece): Promise<void> => {
    const width = piece.to - piece.from;
    if ((piece.count !== null && piece.count <= most) || width <= 1) {
      pieces.push(piece);
      return;
    }
    const parts = Math.min(width, MOST_PARTS, piece.count === null ? MOST_PARTS : Math.ceil(piece.count / most) + 1);
    const borders = Array.from({ length: parts + 1 }, (_, at) => piece.from + Math.round((width * at) / parts));
    let left = piece.count;
    for (let at = 0; at < parts; at++) {
      const part = { from: borders[at]!, to: borders[at + 1]! };
      if (calls >= maxCounts) {
        pieces.push({ ...part, count: null });
        continue;
      }
      // What is left of a counted whole needs no call of its own.
      const held = at === parts - 1 && left !== null ? Math.max(0, left) : await counted(part);
      if (left !== null) left = held === null ? null : left - held;
      await cut({ ...part, count: held });
    }
  };
  await cut({ from, to: Math.max(to, from + 1), count: await counted({ from, to }) });
  const joined = join(pieces, most);
  return {
    windows: joined.map((piece, at) => ({
      from: at === 0 ? null : piece.from,
      to: at === joined.length - 1 ? null : piece.to,
    })),
    count: joined.reduce<number | null>(
      (sum, piece) => (sum === null || piece.count === null ? null : sum + piece.count),
      0,
    ),
  };
}

function join(pieces: readonly Piece[], most: number): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const sum = before && before.count !== null && piece.count !== null ? before.count + piece.count : null;
    if (before && sum !== null && sum <= most)
      joined[joined.length - 1] = { from: before.from, to: piece.to, count: sum };
    else joined.push(piece);
  }
  return joined;
}
