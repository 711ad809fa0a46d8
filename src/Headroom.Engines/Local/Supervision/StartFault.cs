using Headroom.Engines.Contract;
using Headroom.Engines.Local.Native;

namespace Headroom.Engines.Local.Supervision;

/// <summary>Why a program could not be started, in the numbers that shells have for it.</summary>
/// <param name="ExitCode">127 when there is no such program, 126 for the rest.</param>
/// <param name="Sentence">What is the matter and what to do.</param>
internal sealed record StartFault(int ExitCode, string Sentence)
{
    public const int NoProgram = 127;
    public const int NotStartable = 126;

    /// <summary>The folder to start in is not there.</summary>
    public static StartFault NoFolder(RunOrder order) => new(
        NotStartable,
        $"The working directory '{order.WorkingDirectory}' is no folder on this node; make it or name another.");

    /// <summary>No file is the program.</summary>
    public static StartFault Missing(RunOrder order) => new(
        NoProgram, $"The program '{order.Command[0]}' was not found on this node; install it or give its whole path.");

    /// <summary>The system did not start it.</summary>
    public static StartFault Refused(RunOrder order, int error) => new(
        error == ErrorNumber.NoEntry ? NoProgram : NotStartable,
        $"The program '{order.Command[0]}' could not be started: {ErrorNumber.Text(error)}; "
            + "see that it, and what its first line may name, can be run by this user.");
}
