using System.Reflection;
using Headroom.Cluster;

namespace Headroom.Engines.Local;

/// <summary>Names the program that supervises runs.</summary>
public static class SupervisorProgram
{
    /// <summary>
    /// The program that runs now, called with <paramref name="command"/>: for those that have such a command.
    /// </summary>
    /// <exception cref="InvalidOperationException">The system does not tell which program runs now.</exception>
    public static ValueList<string> ThisOne(string command)
    {
        var path = Environment.ProcessPath
            ?? throw new InvalidOperationException("The system does not tell which program runs; name a supervisor.");
        var isRunByDotnet = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return isRunByDotnet && Assembly.GetEntryAssembly()?.GetName().Name is { } name
            ? [path, Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), command]
            : [path, command];
    }
}
