trigger SynclineOpportunity on Opportunity (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('Opportunity', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
