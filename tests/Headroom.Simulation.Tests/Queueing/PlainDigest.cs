namespace Headroom.Simulation.Tests.Queueing;

/// <summary>64-bit FNV-1a over the events of a run with a clock of milliseconds, byte by byte.</summary>
internal static class PlainDigest
{
    public static string Of(IEnumerable<(long At, int Kind, int Order, string Nodes)> events)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var (at, kind, order, nodes) in events)
        {
            var bytes = BitConverter.GetBytes(at).Append((byte)kind).Concat(BitConverter.GetBytes(order))
                .Concat(nodes.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .SelectMany(node => BitConverter.GetBytes(int.Parse(node))));
            foreach (var value in bytes)
                hash = (hash ^ value) * 0x100000001b3;
        }

        return $"{hash:x16}";
    }
}
