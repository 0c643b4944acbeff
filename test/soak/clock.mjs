// Loaded before a server: its wall clock jumps by what it is told over IPC, in milliseconds. Its timers go on as ever, as they
// do when a machine's clock is set.
const RealDate = Date;
let offset = 0;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...given);
  }
  static now() {
    return RealDate.now() + offset;
  }
};
process.on('message', (message) => {
  if (message && typeof message.clock === 'number') offset = message.clock;
});
// The channel is the server's own reason to stay or go.
process.channel?.unref();
