import { test as base, type Browser, type Page } from '@playwright/test';
import { boardNow } from '../support/boardPage.ts';
import { expect } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { LiveServer } from '../support/liveServer.ts';

const PASSWORD = 'lantern-orchard-lane-42';
