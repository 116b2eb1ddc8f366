// The way in on a machine with nothing but Node and npm: `node bootstrap.mjs start|test|test:containers|cli [arguments]`.
// Plain JavaScript without dependencies, in a syntax that old versions can at least parse far enough to say so.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Syncline needs Node 20 or newer to start, this is ${process.versions.node}: https://nodejs.org`);
  process.exit(78);
}
const { bootstrap } = await import('./bootstrap/bootstrap.mjs');
await bootstrap(process.argv.slice(2));
