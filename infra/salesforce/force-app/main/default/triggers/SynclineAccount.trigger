trigger SynclineAccount on Account (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('Account', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
