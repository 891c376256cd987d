// What an alert can be about: the type of alerts and the shape that their log is read by are made from this one list.
export const alertSubjects = ['drift', 'performance', 'labels'] as const;

export type AlertSubject = (typeof alertSubjects)[number];
