// Imported first by every command. Plain and old-fashioned, so that an old Node gets as far as the sentence.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Docket needs Node 20.19 or newer; this is ${process.versions.node}. Get one from nodejs.org.`);
  process.exit(1);
}
