// What is used of pgpass, which brings no types.
declare module 'pgpass' {
  interface Connection {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
  }
  /** Gives undefined where the file does not know it, is not there, or may be read by others. */
  function pgpass(connection: Connection, done: (password: string | undefined) => void): void;
  export = pgpass;
}
