// What `Discard` above a proposed text does: nothing is written.
import { answerProposal } from './answerProposal';

export const discardProposal = answerProposal('discardProposal', false);
