using Headroom.Capacity.Siting;
using Headroom.Cli.Outcome;

namespace Headroom.Cli.Capacity;

/// <summary>Reads a case of siting, and says what is wrong with it.</summary>
internal static class SitingFile
{
    public static SitingCase Read(string path)
    {
        if (!File.Exists(path)) throw new CommandFailure(ExitCode.NotFound, $"{path}: there is no such file; name another.");

        try
        {
            return SitingText.Parse(File.ReadAllText(path));
        }
        catch (FormatException fault)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"{path}: {fault.Message}; mend it, the guide lists what a scenario has.");
        }
    }
}
