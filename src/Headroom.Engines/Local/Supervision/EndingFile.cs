using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Local.Supervision;

/// <summary>
/// The last thing that a supervisor writes. Room for it is set aside at the start, and where that does not help it is
/// tried until it goes: only this process knows how the run ended.
/// </summary>
internal sealed class EndingFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RunFolder _folder;
    private readonly TimeProvider _clock;

    public EndingFile(RunFolder folder, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        WholeFile.Reserve(folder.Ending);
    }

    /// <summary>Writes it; gives up only when the folder of the run is gone.</summary>
    public void Write(RunEnding ending)
    {
        while (Directory.Exists(_folder.Path))
        {
            try
            {
                WholeFile.WriteReserved(_folder.Ending, StateJson.Bytes(ending));
                return;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Task.Delay(Pause, _clock).GetAwaiter().GetResult();
            }
        }
    }
}
