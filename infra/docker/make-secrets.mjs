// Makes what the fleet shares and nobody has to know, once: files that stand already are left as they are, so that own
// ones can be laid there first. `make-secrets FOLDER`.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '/secrets'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const password = randomBytes(24).toString('hex');
const isNew = put('postgres_password', password);
// Of the same password, or of none: who lays down one of the two lays down the other.
if (isNew) put('database_url', `postgres://syncline:${password}@postgres:5432/syncline`);
put('token', randomBytes(32).toString('base64url'));
put('vault_key', randomBytes(32).toString('hex'));
put('grafana_password', randomBytes(12).toString('base64url'));

function put(name, value) {
  try {
    // Postgres and Syncline run as different users in their containers; the volume is theirs alone.
    writeFileSync(join(folder, name), value, { flag: 'wx', mode: 0o444 });
    process.stdout.write(`${name}: made\n`);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    process.stdout.write(`${name}: was there\n`);
    return false;
  }
}
