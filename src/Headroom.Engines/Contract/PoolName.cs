namespace Headroom.Engines.Contract;

/// <summary>The name by which a cluster that is shared tells the runs of one pool from those of others.</summary>
internal static class PoolName
{
    private const int LengthMax = 32;

    /// <exception cref="ArgumentException">It has more than 32 characters, or other than a-z, 0-9 and '-'.</exception>
    public static void Require(string name, string parameter)
    {
        if (name.Length > LengthMax || RunId.Fault(name) is not null)
            throw new ArgumentException($"'{name}' is no name of a pool; use a-z, 0-9 and '-'.", parameter);
    }
}
