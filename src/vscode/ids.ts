// Every id that package.json and the code share, declared once; a test holds both together.

export const viewIds = {
  process: 'lifecycle.process',
  datasets: 'lifecycle.datasets',
  models: 'lifecycle.models',
  deployments: 'lifecycle.deployments',
} as const;

/** Context keys that `when` clauses read. */
export const contextKeys = {
  /** Whether a first look at the folders is over: until then no view says that it is empty. */
  isLoaded: 'lifecycle.isLoaded',
  hasManifest: 'lifecycle.hasManifest',
  /** Whether there is data to learn from, named or found. */
  hasData: 'lifecycle.hasData',
} as const;

export const settings = {
  section: 'lifecycle',
  python: 'python',
  notifications: 'notifications',
} as const;

export const commandIds = {
  collect: 'lifecycle.collect',
  prepare: 'lifecycle.prepare',
  check: 'lifecycle.check',
  train: 'lifecycle.train',
  tune: 'lifecycle.tune',
  evaluate: 'lifecycle.evaluate',
  register: 'lifecycle.register',
  promote: 'lifecycle.promote',
  deploy: 'lifecycle.deploy',
  monitor: 'lifecycle.monitor',
  retrain: 'lifecycle.retrain',
  run: 'lifecycle.run',
  init: 'lifecycle.init',
  writeProposal: 'lifecycle.writeProposal',
  discardProposal: 'lifecycle.discardProposal',
  add: 'lifecycle.add',
  addStep: 'lifecycle.addStep',
  ignoreColumns: 'lifecycle.ignoreColumns',
  learnExpectations: 'lifecycle.learnExpectations',
  open: 'lifecycle.open',
  openData: 'lifecycle.openData',
  openManifest: 'lifecycle.openManifest',
  reveal: 'lifecycle.reveal',
  stop: 'lifecycle.stop',
  log: 'lifecycle.log',
  copyAddress: 'lifecycle.copyAddress',
  copyRequest: 'lifecycle.copyRequest',
  approve: 'lifecycle.approve',
  newModel: 'lifecycle.newModel',
  createPython: 'lifecycle.createPython',
  refresh: 'lifecycle.refresh',
  showWorst: 'lifecycle.showWorst',
  runStep: 'lifecycle.runStep',
  runAgain: 'lifecycle.runAgain',
} as const;
export type CommandName = keyof typeof commandIds;
