import { AdminKeys } from './admin-keys';
import { AppearanceSettings } from './appearance-settings';
import { ApprovalSettings } from './approval-settings';
import { BackupSettings } from './backup-settings';
import { DesktopSettings } from './desktop-settings';
import { EnkryptKey } from './enkrypt-key';
import { GatewayFacts } from './gateway-facts';
import classes from './settings-page.module.css';
import { TelemetrySettings } from './telemetry-settings';

/** Settings of the gateway and of this page. */
export function SettingsPage() {
  return (
    <div className={classes['columns']}>
      <div className={classes['column']}>
        <GatewayFacts />
        <DesktopSettings />
        <ApprovalSettings />
        <BackupSettings />
        <AppearanceSettings />
      </div>
      <div className={classes['column']}>
        <AdminKeys />
        <EnkryptKey />
        <TelemetrySettings />
      </div>
    </div>
  );
}
