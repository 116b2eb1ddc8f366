trigger SynclineTask on Task (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('Task', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
