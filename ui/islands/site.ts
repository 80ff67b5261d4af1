// The islands: what makes pages livelier where script runs. Every page works without them.
import { keepAgesLive } from './ages';
import { explainWhileTyping } from './explain';
import { confirmInDialog } from './confirm';
import { focusErrors } from './focus';
import { offerMoreRows } from './rows';
import { sendOnce } from './once';

focusErrors();
keepAgesLive();
offerMoreRows();
explainWhileTyping();
confirmInDialog();
sendOnce();
