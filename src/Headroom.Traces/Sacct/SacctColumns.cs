namespace Headroom.Traces.Sacct;

/// <summary>
/// The fields that sacct can print (<c>sacct --helpformat</c> of Slurm 17.11 to 25.05, and names that later versions
/// dropped).
/// </summary>
internal static class SacctColumns
{
    /// <summary>Fields whose text users write and may hold the separator: sacct puts no quotes around it.</summary>
    public static readonly string[] FreeText =
    [
        "JobName", "AdminComment", "Comment", "Constraints", "Container", "Extra", "Licenses", "McsLabel", "Reason",
        "StdErr", "StdIn", "StdOut", "SubmitLine", "SystemComment", "WCKey", "WorkDir",
    ];

    /// <summary>All fields.</summary>
    public static readonly string[] Known =
    [
        .. FreeText,
        "Account", "AllocCPUS", "AllocGRES", "AllocNodes", "AllocTRES", "AssocID", "AveCPU", "AveCPUFreq",
        "AveDiskRead", "AveDiskWrite", "AvePages", "AveRSS", "AveVMSize", "BlockID", "Cluster",
        "ConsumedEnergy", "ConsumedEnergyRaw", "CPUTime", "CPUTimeRAW", "DBIndex", "DerivedExitCode", "Elapsed",
        "ElapsedRaw", "Eligible", "End", "ExitCode", "FailedNode", "Flags", "GID", "Group", "HetJobID",
        "HetJobOffset", "JobID", "JobIDRaw", "Layout", "MaxDiskRead", "MaxDiskReadNode", "MaxDiskReadTask",
        "MaxDiskWrite", "MaxDiskWriteNode", "MaxDiskWriteTask", "MaxPages", "MaxPagesNode", "MaxPagesTask",
        "MaxRSS", "MaxRSSNode", "MaxRSSTask", "MaxVMSize", "MaxVMSizeNode", "MaxVMSizeTask", "MinCPU",
        "MinCPUNode", "MinCPUTask", "NCPUS", "NNodes", "NodeList", "NTasks", "PackJobID", "PackJobOffset",
        "Partition", "Planned", "PlannedCPU", "PlannedCPURAW", "Priority", "QOS", "QOSRAW", "QOSREQ",
        "ReqCPUFreq", "ReqCPUFreqGov", "ReqCPUFreqMax", "ReqCPUFreqMin", "ReqCPUS", "ReqGRES", "ReqMem",
        "ReqNodes", "ReqTRES", "Reservation", "ReservationId", "Reserved", "Restarts", "ResvCPU", "ResvCPURAW",
        "SegmentSize", "SLUID", "Start", "State", "Submit", "Suspended", "SystemCPU", "Timelimit",
        "TimelimitRaw", "TotalCPU", "TRESUsageInAve", "TRESUsageInMax", "TRESUsageInMaxNode",
        "TRESUsageInMaxTask", "TRESUsageInMin", "TRESUsageInMinNode", "TRESUsageInMinTask", "TRESUsageInTot",
        "TRESUsageOutAve", "TRESUsageOutMax", "TRESUsageOutMaxNode", "TRESUsageOutMaxTask", "TRESUsageOutMin",
        "TRESUsageOutMinNode", "TRESUsageOutMinTask", "TRESUsageOutTot", "UID", "User", "UserCPU", "WCKeyID",
    ];
}
