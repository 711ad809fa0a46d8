namespace Headroom.Storage.Jobs;

/// <summary>Order of counters: always the same, so that two transactions never wait for each other crosswise.</summary>
internal sealed class CounterOrder : IComparer<(string Tenant, string Queue, JobState State)>
{
    public static CounterOrder Instance { get; } = new();

    public int Compare(
        (string Tenant, string Queue, JobState State) left, (string Tenant, string Queue, JobState State) right)
    {
        var order = string.CompareOrdinal(left.Tenant, right.Tenant);
        if (order == 0) order = string.CompareOrdinal(left.Queue, right.Queue);
        return order != 0 ? order : left.State.CompareTo(right.State);
    }
}
