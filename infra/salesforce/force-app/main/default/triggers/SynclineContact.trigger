trigger SynclineContact on Contact (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('Contact', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
