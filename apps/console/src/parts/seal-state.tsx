import { useQuery } from '@tanstack/react-query';
import { auditSealQuery, auditVerifyQuery } from '../api/queries.ts';

/** How far the audit is sealed, and whether every row is as it was, when somebody asks. */
export function SealState() {
  const { data: seal } = useQuery(auditSealQuery);
  const verified = useQuery(auditVerifyQuery);
  if (!seal) return null;
  const { head, checkpoint, unsealed } = seal;
  return (
    <p className="dim" role="status">
      {head.seq === 0 ? 'Nothing is sealed yet.' : `Sealed up to row ${head.seq} (${head.hash.slice(0, 12)}…).`}
      {checkpoint.seq > 0 && ` Rows up to ${checkpoint.seq} were removed when their time was over.`}
      {unsealed > 0 && ` ${unsealed} wait for their seal.`} {verified.data && <Verdict {...verified.data} />}{' '}
      <button type="button" className="quiet" onClick={() => void verified.refetch()} disabled={verified.isFetching}>
        {verified.isFetching ? 'Verifying…' : 'Verify'}
      </button>
    </p>
  );
}

function Verdict({
  rows,
  faults,
}: {
  readonly rows: number;
  readonly faults: readonly { readonly message: string }[];
}) {
  const [first] = faults;
  if (!first) return <>All {rows} are as they were sealed.</>;
  return (
    <strong>
      {first.message}
      {faults.length > 1 && ` And ${faults.length - 1} more.`}
    </strong>
  );
}
