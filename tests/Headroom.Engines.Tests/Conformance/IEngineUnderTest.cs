using Headroom.Engines.Contract;

namespace Headroom.Engines.Tests.Conformance;

/// <summary>
/// An engine and programs for it. Every program that runs until it is stopped writes "up" and a line feed to its
/// standard output when it is ready to be.
/// </summary>
public interface IEngineUnderTest : IAsyncDisposable
{
    IEngine Engine { get; }

    /// <summary>Whether the two streams have logs of their own; else both are standard output.</summary>
    bool KeepsStreamsApart => true;

    /// <summary>Ends at once.</summary>
    RunOrder Exits(string id, int code);

    /// <summary>Writes both texts and ends with 0.</summary>
    RunOrder Prints(string id, string output, string complaint);

    /// <summary>Runs until SIGTERM ends it.</summary>
    RunOrder Runs(string id);

    /// <summary>Runs until SIGUSR1, and then ends with 0.</summary>
    RunOrder Saves(string id);

    /// <summary>Runs until SIGKILL.</summary>
    RunOrder IgnoresTerminate(string id);

    /// <summary>The control plane goes, and another one comes that knows nothing.</summary>
    void Restart();
}
