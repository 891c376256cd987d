// What `Write` above a proposed text does: whoever proposed it writes it.
import { answerProposal } from './answerProposal';

export const writeProposal = answerProposal('writeProposal', true);
