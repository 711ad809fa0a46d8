namespace Headroom.Server;

/// <summary>What an operator reads in the log.</summary>
internal static partial class Notes
{
    [LoggerMessage(LogLevel.Critical, "The control loop has ended.")]
    public static partial void LoopEnded(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Critical, "Nobody tells the engine any more.")]
    public static partial void DispatchEnded(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Critical, "Nobody looks at the clusters any more.")]
    public static partial void ClusterWatchEnded(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Cluster {Cluster} could not be looked at; that is tried again.")]
    public static partial void ClusterNotSeen(this ILogger log, Exception fault, string cluster);

    [LoggerMessage(LogLevel.Warning, "Nodes of cluster {Cluster} were not taken in: {Reason}")]
    public static partial void NodesNotTakenIn(this ILogger log, string cluster, string reason);

    [LoggerMessage(LogLevel.Error, "A turn was not stored; the state is read again.")]
    public static partial void TurnAbandoned(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Critical, "Nobody watches budgets any more.")]
    public static partial void BudgetWatchEnded(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "Budgets could not be looked at; that is tried again.")]
    public static partial void BudgetsNotChecked(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "{Warning}")]
    public static partial void BudgetEnds(this ILogger log, string warning);

    [LoggerMessage(LogLevel.Warning, "The engine is asked again for run {Run}.")]
    public static partial void AskedAgain(this ILogger log, Exception fault, string run);

    [LoggerMessage(LogLevel.Warning, "The store could not be looked after; it is tried again.")]
    public static partial void UpkeepPutOff(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Critical, "Nobody looks after the store any more.")]
    public static partial void UpkeepEnded(this ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The keys of {Authority} could not be read: {Reason}")]
    public static partial void KeysNotRead(this ILogger log, Uri authority, string reason);

    [LoggerMessage(LogLevel.Warning, "Wrong tokens from {Address}: {Count} within a minute.")]
    public static partial void WrongToken(this ILogger log, int count, string address);

    [LoggerMessage(LogLevel.Warning, "Engine {Engine} could not list its runs: ids of jobs go on from the store alone.")]
    public static partial void RunsNotListed(this ILogger log, string engine);

    [LoggerMessage(
        LogLevel.Warning,
        "Jobs {First} to {Last} came after the backup that this store is from; their ids are passed over. Of their runs "
        + "{Open} have not ended: {Names}.")]
    public static partial void IdsPassedOver(this ILogger log, long first, long last, int open, string names);

    [LoggerMessage(LogLevel.Warning, "Message {Kind} of run {Run} is told again.")]
    public static partial void ToldAgain(this ILogger log, Exception fault, string kind, string run);

    [LoggerMessage(LogLevel.Warning, "No start could be estimated; that is tried again.")]
    public static partial void StartNotEstimated(this ILogger log, Exception fault);
}
