import { exitCode } from '@syncline/runtime';
import type { Command } from 'commander';
import { rotationDocument, vaultDocument } from '../api/key-documents.ts';
import { printable } from '../output/render.ts';
import { type CommandKit, withExamples } from './command-kit.ts';

interface RotateOptions {
  readonly dryRun?: boolean;
}

/** `keys rotate`; exit code 6 when something could not be opened. */
export function addRotate(group: Command, kit: CommandKit): void {
  const command = group
    .command('rotate')
    .description("wrap every secret of the vault with the operator's SYNCLINE_VAULT_KEY, while work goes on")
    .option('--dry-run', 'say what each key wraps now')
    .action(
      kit.handler<RotateOptions>(async (shell, _args, { dryRun }) => {
        if (dryRun) {
          const vault = await shell.client.get('/api/v1/vault', vaultDocument);
          const rows = vault.keys.map((each) => [each.keyId, each.credentials, wordFor(each.keyId, vault)]);
          const columns = ['key', 'secrets', 'the operator has it'];
          shell.print({ json: { dryRun: true, ...vault }, tables: [{ columns, rows, empty: 'The vault is empty.' }] });
          return exitCode.ok;
        }
        const rotation = await shell.client.post('/api/v1/vault/rotate', rotationDocument);
        const rows = rotation.failed.map((each) => [each.connectionId, each.name, each.message]);
        shell.print({
          json: rotation,
          lines: [
            printable(`Wrapped ${rotation.rewrapped} with ${rotation.keyId}.`),
            ...rotation.keys.map((each) => printable(`${each.keyId} wraps ${each.credentials}.`)),
          ],
          tables: rows.length === 0 ? [] : [{ columns: ['connection', 'secret', 'why it was left'], rows }],
        });
        return rows.length === 0 ? exitCode.ok : exitCode.findings;
      }),
    );
  withExamples(command, ['syncline keys rotate --dry-run', 'syncline keys rotate']);
}

function wordFor(
  keyId: string,
  vault: { readonly keyId: string | null; readonly otherKeyIds: readonly string[] },
): string {
  if (keyId === vault.keyId) return 'as the current one';
  return vault.otherKeyIds.includes(keyId) ? 'as another one' : 'no';
}
