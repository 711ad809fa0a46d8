namespace Headroom.Architecture.Tests;

/// <summary>Fails with every fault on a line of its own: whoever broke a rule wants the whole list at once.</summary>
internal static class Faults
{
    public static void None(IEnumerable<string> faults)
    {
        var list = faults.ToArray();
        if (list.Length > 0) Assert.Fail(string.Join(Environment.NewLine, list));
    }
}
