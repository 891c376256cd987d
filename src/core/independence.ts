// What every promised level rests on and no figure can show: in the same words wherever a level is promised.

/** A sentence, of drift alarms. */
export const alarmsAssume =
  'The rate holds where rows are independent of each other: rows that come in clusters, such as many of one day or one customer, raise more false alarms.';

/** A sentence, of intervals; those of rows that the dataset's key groups are drawn by group. */
export const intervalsAssume =
  'Each 95% interval takes rows for independent, but for those that the key of the dataset groups: rows that go together otherwise make it too narrow.';
