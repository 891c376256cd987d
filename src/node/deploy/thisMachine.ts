// Which addresses are this machine's own: others are neither asked by us nor answered by a server of ours.

const names = ['127.0.0.1', '[::1]', 'localhost'];

export const isOnThisMachine = (address: string): boolean =>
  URL.canParse(address) && names.includes(new URL(address).hostname);
