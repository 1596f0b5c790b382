using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Survey.LoadTests.Load;

/// <summary>A closed loop: each connection sends, waits for the answer, sends again. Runs in a process of its own.</summary>
internal sealed class LoadClient(LoadPlan plan)
{
    private readonly (byte[] Before, byte[]? After)[] _requests =
        [.. plan.Requests.Select(r => (Encoding.UTF8.GetBytes(r.BeforeKey), r.AfterKey is null ? null : Encoding.UTF8.GetBytes(r.AfterKey)))];

    private int _budget = plan.MaxRequests;

    public async Task<LoadResult> RunAsync(CancellationToken cancellationToken)
    {
        using var server = Process.GetProcessById(plan.ServerProcessId);
        var respondents = Enumerable.Range(0, plan.Connections).Select(_ => new Respondent()).ToList();

        await LoopAllAsync(respondents, plan.WarmUpSeconds, cancellationToken);
        respondents.ForEach(r => r.Forget());

        server.Refresh();
        var before = server.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        await LoopAllAsync(respondents, plan.Seconds, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(start);
        server.Refresh();
        var processor = server.TotalProcessorTime - before;

        respondents.ForEach(r => r.Dispose());
        return Sum(respondents, elapsed, processor);
    }

    private Task LoopAllAsync(List<Respondent> respondents, double seconds, CancellationToken cancellationToken)
    {
        var end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        return Task.WhenAll(respondents.Select(r => Task.Run(() => LoopAsync(r, end, cancellationToken), cancellationToken)));
    }

    private async Task LoopAsync(Respondent respondent, long end, CancellationToken cancellationToken)
    {
        while (Stopwatch.GetTimestamp() < end && Interlocked.Decrement(ref _budget) >= 0)
        {
            try
            {
                respondent.Connection ??= await HttpConnection.OpenAsync(plan.Port, cancellationToken);
                var request = respondent.Compose(_requests[Random.Shared.Next(_requests.Length)]);
                var start = Stopwatch.GetTimestamp();
                var answer = await respondent.Connection.SendAsync(request, cancellationToken);
                respondent.Count(answer, Stopwatch.GetTimestamp() - start);
                if (answer.Closes)
                {
                    respondent.Disconnect();
                }
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                respondent.CountFailure(e.Message);
                respondent.Disconnect();
                await Task.Delay(20, cancellationToken);
            }
        }
    }

    private static LoadResult Sum(List<Respondent> respondents, TimeSpan elapsed, TimeSpan processor)
    {
        var latencies = respondents.SelectMany(r => r.Latencies).ToArray();
        Array.Sort(latencies);
        return new LoadResult
        {
            Succeeded = latencies.Length,
            Refused = respondents.Sum(r => r.Refused),
            Failed = respondents.Sum(r => r.Failed),
            FirstFailure = respondents.Select(r => r.FirstFailure).FirstOrDefault(f => f is not null),
            Seconds = elapsed.TotalSeconds,
            MedianMilliseconds = Percentile(latencies, 0.50),
            P99Milliseconds = Percentile(latencies, 0.99),
            ServerMicroseconds = processor.TotalMicroseconds / Math.Max(1, latencies.Length),
        };
    }

    private static double Percentile(long[] sorted, double share) => sorted.Length == 0
        ? double.NaN
        : Stopwatch.GetElapsedTime(0, sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)]).TotalMilliseconds;

    /// <summary>One connection with its own counts, so that the loops share nothing.</summary>
    private sealed class Respondent : IDisposable
    {
        private byte[] _request = new byte[16 * 1024];

        public HttpConnection? Connection { get; set; }
        public List<long> Latencies { get; } = new(200_000);
        public int Refused { get; private set; }
        public int Failed { get; private set; }
        public string? FirstFailure { get; private set; }

        public ReadOnlyMemory<byte> Compose((byte[] Before, byte[]? After) request)
        {
            if (request.After is null)
            {
                return request.Before;
            }

            var length = request.Before.Length + SubmissionKeys.Length + request.After.Length;
            if (_request.Length < length)
            {
                _request = new byte[length];
            }

            request.Before.CopyTo(_request, 0);
            SubmissionKeys.Write(_request.AsSpan(request.Before.Length, SubmissionKeys.Length));
            request.After.CopyTo(_request, request.Before.Length + SubmissionKeys.Length);
            return _request.AsMemory(0, length);
        }

        public void Count(HttpAnswer answer, long ticks)
        {
            if (answer.Status is >= 200 and < 400)
            {
                Latencies.Add(ticks);
            }
            else if (answer.Status == 503)
            {
                Refused++;
            }
            else
            {
                CountFailure($"status {answer.Status}");
            }
        }

        public void CountFailure(string what)
        {
            Failed++;
            FirstFailure ??= what;
        }

        /// <summary>The warm-up does not count.</summary>
        public void Forget()
        {
            Latencies.Clear();
            (Refused, Failed, FirstFailure) = (0, 0, null);
        }

        public void Disconnect()
        {
            Connection?.Dispose();
            Connection = null;
        }

        public void Dispose() => Connection?.Dispose();
    }
}
