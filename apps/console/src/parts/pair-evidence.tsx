import type { Duplicate } from '../api/client.ts';
import { words } from '../format/format.ts';
import { bitsText } from '../format/likely.ts';

/** What speaks for two being one, and against it, in bits, the weightiest first. */
export function PairEvidence({ pair: { evidence } }: { readonly pair: Duplicate }) {
  const weighed = [...evidence].sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits));
  return (
    <section>
      <h2>
        Evidence <span className="dim">in bits: ten are a thousand to one</span>
      </h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Compared</th>
            <th scope="col" className="end">
              Bits
            </th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {weighed.map(({ feature, verdict, bits, because }) => (
            <tr key={feature}>
              <th scope="row">
                {words(feature)} <span className="dim">{verdict}</span>
              </th>
              <td className={`end ${bits < 0 ? 'bad' : 'good'}`}>{bitsText(bits)}</td>
              <td>{because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
