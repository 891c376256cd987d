// The profiles that stand in a dataset version's folder: profile.json of all rows, profile.<split>.json of a part.
import { shapes } from '../../core/shapes';
import type { DatasetVersion, SplitName } from '../../core/dataset/version';
import type { Profile } from '../../core/profile/profile';
import { writeAtomic } from '../files/atomic';
import { readStored } from '../files/stored';
import type { Project } from '../project';

/** Undefined where it was not made yet: `check` makes it. */
export const readProfile = (project: Project, version: DatasetVersion, split?: SplitName) =>
  readStored<Profile>(profileFile(project, version, split), shapes.profile);

/** On one line: buckets are long lists of numbers. */
export const writeProfile = (
  project: Project,
  version: DatasetVersion,
  profile: Profile,
  split?: SplitName,
) => writeAtomic(profileFile(project, version, split), `${JSON.stringify(profile)}\n`);

const profileFile = (project: Project, { dataset, fingerprint }: DatasetVersion, split?: SplitName) =>
  project.paths.datasetVersion(dataset, fingerprint, split ? `profile.${split}.json` : 'profile.json');
