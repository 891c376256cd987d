// The dataset's version before the one that is looked at.
import type { Profile } from '../profile/profile';

export interface Previous {
  /** As it was collected. */
  readonly profile: Profile;
  /** When it was collected, ISO. */
  readonly at: string;
}
