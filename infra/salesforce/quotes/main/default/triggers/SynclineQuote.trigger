trigger SynclineQuote on Quote (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('Quote', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
