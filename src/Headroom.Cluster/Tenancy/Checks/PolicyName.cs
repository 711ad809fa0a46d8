namespace Headroom.Cluster.Tenancy.Checks;

/// <summary>What may be the name of a queue or a priority.</summary>
internal static class PolicyName
{
    /// <summary>Finds why a text is none; false when it is at fault.</summary>
    public static bool Require(string key, string? name, SpecificationFaults faults)
    {
        if (string.IsNullOrEmpty(name))
        {
            faults.Add(key, "there is no name", "give it one");
            return false;
        }
        if (name.Length > QueueDefinition.NameLengthMax)
        {
            faults.Add(
                key,
                $"the name has {name.Length} characters, and {QueueDefinition.NameLengthMax} are the most",
                "shorten it");
            return false;
        }
        if (!name.All(IsOfName))
        {
            faults.Add(
                key,
                $"{SpecificationFault.Quote(name)} is not a name",
                "use letters and digits of ASCII, '-', '_' and '.' only");
            return false;
        }

        return true;
    }

    /// <summary>Finds that <paramref name="list"/> has the name at another index already.</summary>
    public static void RequireNew(
        string key, string name, string list, int first, int index, SpecificationFaults faults)
    {
        if (first == index) return;

        faults.Add(
            key,
            $"{SpecificationFault.Quote(name)} is the name of {list}[{first}] already",
            "give each a name of its own");
    }

    private static bool IsOfName(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
