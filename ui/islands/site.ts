// The islands: what makes pages livelier where script runs. Every page works without them.
import { keepAgesLive } from './ages';
import { compareModels } from './compare';
import { explainWhileTyping } from './explain';
import { confirmInDialog } from './confirm';
import { checkWhileWriting } from './draft';
import { focusErrors } from './focus';
import { offerMoreRows } from './rows';
import { sendOnce } from './once';

focusErrors();
keepAgesLive();
offerMoreRows();
explainWhileTyping();
confirmInDialog();
checkWhileWriting();
sendOnce();
compareModels();
