// The versions that answers are compared with.
export const greatExpectations = [
  'great_expectations==1.24.1',
  'pandas==2.3.3',
  'pyarrow==21.0.0',
  'numpy==2.2.6',
  'sqlalchemy==2.0.58',
];
