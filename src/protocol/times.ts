// A panel writes times as the core does, by the zone that its state names.
export * from '../core/times';
