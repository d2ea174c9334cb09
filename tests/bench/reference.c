/*
 * What the kernel and a C program take for the same work, to compare Zarang with:
 *   reference sip PORT            answers INVITE and BYE over UDP, keeps nothing
 *   reference bridge PORT AGENTS  the least of a call with both legs: passes INVITE, answer, ACK and BYE to the port AGENTS
 *   reference prompt PORT MS      answers INVITE and INFO, sends so much RTP to each caller, a packet every 20 ms, ends with its BYE
 *   reference relay PORT CALLS    relays RTP between the ports PORT+2i and PORT+2i+1, whose peers it learns
 *   reference music PORT CALLS    sends a packet every 20 ms from each of the ports PORT+i, whose peers it learns, and takes
 *                                 theirs at the same time: the least that a caller costs who waits with music
 *   reference redis PORT PASSWORD RATE TIMES   writes a key of Redis so often and prints how long each took, then ends
 * Loopback only, until it is killed. Linux. gcc -O2 -o reference reference.c
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE_MAX = 65536, PACKET_MAX = 2048, PORTS_MAX = 2048, CALLS_MAX = 4096, ID_MAX = 128 };

static const char SDP[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                          "m=audio 40000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n";

static int open_port(int port) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(port)};
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    int room = 4 << 20;
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    if (s < 0 || bind(s, (struct sockaddr *)&own, sizeof own) < 0) {
        perror("reference");
        exit(1);
    }
    return s;
}

static long nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

/* Copies the header lines that a response repeats; gives the bytes written. */
static int copied(const char *request, char *out) {
    static const char *const wanted[] = {"Via:", "From:", "To:", "Call-ID:", "CSeq:"};
    char *at = out;
    for (const char *line = strstr(request, "\r\n"); line && strncmp(line, "\r\n\r\n", 4); line = strstr(line, "\r\n")) {
        line += 2;
        const char *end = strstr(line, "\r\n");
        for (int i = 0; end && i < 5; i++) {
            if (strncasecmp(line, wanted[i], strlen(wanted[i])) == 0) {
                memcpy(at, line, end - line);
                at += end - line;
                if (i == 2 && !memmem(line, end - line, ";tag=", 5))
                    at = stpcpy(at, ";tag=reference");
                at = stpcpy(at, "\r\n");
            }
        }
    }
    return at - out;
}

/* The bytes of a 200 to a request. */
static int answered(const char *request, char *out, int port, const char *sdp) {
    int at = sprintf(out, "SIP/2.0 200 OK\r\n");
    at += copied(request, out + at);
    return at + sprintf(out + at, "Contact: <sip:127.0.0.1:%d>\r\n%sContent-Length: %zu\r\n\r\n%s", port,
                        *sdp ? "Content-Type: application/sdp\r\n" : "", strlen(sdp), sdp);
}

static void sip(int port) {
    static char in[MESSAGE_MAX + 1], out[MESSAGE_MAX * 2];
    int s = open_port(port), e = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = s};
    epoll_ctl(e, EPOLL_CTL_ADD, s, &event);
    for (;;) {
        epoll_wait(e, &event, 1, -1);
        struct sockaddr_in peer;
        socklen_t length = sizeof peer;
        ssize_t n;
        while ((n = recvfrom(s, in, MESSAGE_MAX, 0, (struct sockaddr *)&peer, &length)) >= 0) {
            in[n] = 0;
            int invite = strncmp(in, "INVITE ", 7) == 0;
            if (!invite && strncmp(in, "BYE ", 4) != 0)
                continue;
            int at = answered(in, out, port, invite ? SDP : "");
            sendto(s, out, at, 0, (struct sockaddr *)&peer, length);
        }
    }
}

/* The value of a header of a message, in a place that the next call writes anew. */
static const char *header(const char *message, const char *name) {
    static char value[PACKET_MAX];
    const char *line = strcasestr(message, name), *from = line ? line + strlen(name) : NULL;
    const char *end = from ? strstr(from, "\r\n") : NULL;
    *value = 0;
    if (end && end - from < PACKET_MAX)
        sprintf(value, "%.*s", (int)(end - from), from);
    return value;
}

struct call {
    char id[ID_MAX], request[PACKET_MAX], to[PACKET_MAX];
    struct sockaddr_in peer, audio;
    int socket, packets;
};

static struct call calls_at_work[CALLS_MAX];

/* The call with that Call-ID; a free place if there is none, and NULL if there is no free one. */
static struct call *call_of(const char *id) {
    unsigned at = 5381;
    for (const char *c = id; *c; c++)
        at = at * 33 + *c;
    for (int i = 0; i < 64; i++) {
        struct call *call = &calls_at_work[(at + i) % CALLS_MAX];
        if (!*call->id || strcmp(call->id, id) == 0)
            return call;
    }
    return NULL;
}

/* A request to the agent of a call, whose Call-ID has the caller's in it. */
static int to_agent(const struct call *call, const char *method, const char *sdp, int port, int agents, char *out) {
    int sequence = *method == 'B' ? 2 : 1;
    return sprintf(out,
                   "%s sip:a1@127.0.0.1:%d SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s%s\r\nMax-Forwards: 70\r\n"
                   "From: <sip:reference@127.0.0.1:%d>;tag=reference\r\nTo: %s\r\nCall-ID: b-%s\r\nCSeq: %d %s\r\n"
                   "Contact: <sip:127.0.0.1:%d>\r\n%sContent-Length: %zu\r\n\r\n%s",
                   method, agents, port, method, call->id, port, *call->to ? call->to : "<sip:a1@127.0.0.1>", call->id, sequence,
                   method, port, *sdp ? "Content-Type: application/sdp\r\n" : "", strlen(sdp), sdp);
}

static void bridge(int port, int agents) {
    static char in[MESSAGE_MAX + 1], out[MESSAGE_MAX * 2];
    struct sockaddr_in phone = {.sin_family = AF_INET, .sin_port = htons(agents)};
    phone.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = open_port(port), e = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = s};
    epoll_ctl(e, EPOLL_CTL_ADD, s, &event);
    for (;;) {
        epoll_wait(e, &event, 1, -1);
        struct sockaddr_in peer;
        socklen_t length = sizeof peer;
        ssize_t n;
        while ((n = recvfrom(s, in, MESSAGE_MAX, 0, (struct sockaddr *)&peer, &length)) >= 0) {
            in[n] = 0;
            const char *id = header(in, "\r\nCall-ID: "), *sdp = strstr(in, "\r\n\r\n");
            int from_agent = strncmp(id, "b-", 2) == 0;
            struct call *call = call_of(id + (from_agent ? 2 : 0));
            if (!call || !sdp || strlen(id) >= ID_MAX || n >= PACKET_MAX)
                continue;
            if (from_agent && strncmp(in, "SIP/2.0 200", 11) == 0 && *call->id && strstr(header(in, "\r\nCSeq: "), "INVITE")) {
                strcpy(call->to, header(in, "\r\nTo: "));
                sendto(s, out, to_agent(call, "ACK", "", port, agents, out), 0, (struct sockaddr *)&phone, sizeof phone);
                sendto(s, out, answered(call->request, out, port, sdp + 4), 0, (struct sockaddr *)&call->peer, sizeof call->peer);
            } else if (strncmp(in, "INVITE ", 7) == 0 && !*call->id) {
                strcpy(call->id, id);
                strcpy(call->request, in);
                call->peer = peer;
                sendto(s, out, to_agent(call, "INVITE", sdp + 4, port, agents, out), 0, (struct sockaddr *)&phone, sizeof phone);
            } else if (strncmp(in, "BYE ", 4) == 0 && *call->id) {
                sendto(s, out, answered(in, out, port, ""), 0, (struct sockaddr *)&peer, length);
                sendto(s, out, to_agent(call, "BYE", "", port, agents, out), 0, (struct sockaddr *)&phone, sizeof phone);
                *call->id = *call->to = 0;
            }
        }
    }
}

/* Sends the callers of a quarter of the places what is due to them. */
static void send_audio(int turn) {
    static char packet[172] = {(char)0x80, 8};
    for (int i = turn; i < CALLS_MAX; i += 4) {
        struct call *call = &calls_at_work[i];
        if (*call->id && call->packets > 0) {
            call->packets--;
            sendto(call->socket, packet, sizeof packet, 0, (struct sockaddr *)&call->audio, sizeof call->audio);
        }
    }
}

static void prompt(int port, int ms) {
    static char in[MESSAGE_MAX + 1], out[MESSAGE_MAX * 2];
    int s = open_port(port), e = epoll_create1(0), turn = 0;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = s};
    epoll_ctl(e, EPOLL_CTL_ADD, s, &event);
    for (long due = nanos() + 5000000;;) {
        long left = due - nanos();
        if (left <= 0) {
            due += 5000000;
            send_audio(turn = (turn + 1) % 4);
            continue;
        }
        epoll_wait(e, &event, 1, (left + 999999) / 1000000);
        struct sockaddr_in peer;
        socklen_t length = sizeof peer;
        ssize_t n;
        while ((n = recvfrom(s, in, MESSAGE_MAX, 0, (struct sockaddr *)&peer, &length)) >= 0) {
            in[n] = 0;
            const char *id = header(in, "\r\nCall-ID: ");
            struct call *call = call_of(id);
            int invite = strncmp(in, "INVITE ", 7) == 0, bye = strncmp(in, "BYE ", 4) == 0;
            if (!call || strlen(id) >= ID_MAX || (!invite && !*call->id) || strncmp(in, "ACK ", 4) == 0)
                continue;
            if (invite && !*call->id) {
                strcpy(call->id, id);
                call->packets = ms / 20;
                call->audio = peer;
                call->audio.sin_port = htons(atoi(header(in, "\r\nm=audio ")));
                call->socket = open_port(0);
            } else if (bye) {
                close(call->socket);
                *call->id = 0;
            }
            sendto(s, out, answered(in, out, port, invite ? SDP : ""), 0, (struct sockaddr *)&peer, length);
        }
    }
}

static void relay(int port, int calls) {
    static struct sockaddr_in peers[PORTS_MAX];
    static int sockets[PORTS_MAX];
    char packet[PACKET_MAX];
    struct epoll_event ready[256];
    int e = epoll_create1(0);
    for (int i = 0; i < calls * 2; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = i};
        sockets[i] = open_port(port + i);
        epoll_ctl(e, EPOLL_CTL_ADD, sockets[i], &event);
    }
    for (;;) {
        int found = epoll_wait(e, ready, 256, -1);
        for (int k = 0; k < found; k++) {
            int from = ready[k].data.u32, to = from ^ 1;
            socklen_t length = sizeof peers[from];
            ssize_t n = recvfrom(sockets[from], packet, PACKET_MAX, 0, (struct sockaddr *)&peers[from], &length);
            if (n > 0 && peers[to].sin_port)
                sendto(sockets[to], packet, n, 0, (struct sockaddr *)&peers[to], sizeof peers[to]);
        }
    }
}

static void music(int port, int calls) {
    static struct sockaddr_in peers[PORTS_MAX];
    static int sockets[PORTS_MAX];
    char packet[PACKET_MAX] = {(char)0x80, 8};
    for (int i = 0; i < calls; i++)
        sockets[i] = open_port(port + i);
    long due = nanos();
    for (int turn = 0;; turn = (turn + 1) % 4) {
        due += 5000000;
        long left = due - nanos();
        if (left > 0)
            nanosleep(&(struct timespec){.tv_nsec = left}, NULL);
        for (int i = turn; i < calls; i += 4) {
            char in[PACKET_MAX];
            socklen_t length = sizeof peers[i];
            recvfrom(sockets[i], in, PACKET_MAX, 0, (struct sockaddr *)&peers[i], &length);
            if (peers[i].sin_port)
                sendto(sockets[i], packet, 172, 0, (struct sockaddr *)&peers[i], sizeof peers[i]);
        }
    }
}

static int longer(const void *one, const void *other) {
    long a = *(const long *)one, b = *(const long *)other;
    return a < b ? -1 : a > b;
}

/* Sends a command and waits for the end of its answer, which is one line. */
static void ask(int s, const char *command, int length) {
    char in[PACKET_MAX];
    ssize_t n = 0;
    if (send(s, command, length, 0) != length || (n = recv(s, in, sizeof in, 0)) <= 0 || in[0] != '+' || in[n - 1] != '\n') {
        fprintf(stderr, "reference: Redis answers %.*s\n", (int)(n > 0 ? n : 0), in);
        exit(1);
    }
}

static void redis(int port, const char *password, int rate, int times) {
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(port)};
    peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    char command[PACKET_MAX];
    int s = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (s < 0 || connect(s, (struct sockaddr *)&peer, sizeof peer) < 0) {
        perror("reference");
        exit(1);
    }
    ask(s, command, snprintf(command, sizeof command, "AUTH %s\r\n", password));
    long *took = calloc(times, sizeof *took), due = nanos();
    for (int i = 0; i < times; i++, due += 1000000000L / rate) {
        long left = due - nanos();
        if (left > 0)
            nanosleep(&(struct timespec){.tv_sec = left / 1000000000L, .tv_nsec = left % 1000000000L}, NULL);
        int length = snprintf(command, sizeof command, "SET reference:%d %d PX 20000\r\n", i % 1000, i);
        long from = nanos();
        ask(s, command, length);
        took[i] = nanos() - from;
    }
    qsort(took, times, sizeof *took, longer);
    printf("%d writes at %d/s: p50 %.2f ms, p99 %.2f ms, longest %.2f ms\n", times, rate, took[times / 2] / 1e6,
           took[(long)(times - 1) * 99 / 100] / 1e6, took[times - 1] / 1e6);
    exit(0);
}

int main(int count, char **words) {
    if (count == 3 && strcmp(words[1], "sip") == 0)
        sip(atoi(words[2]));
    if (count == 4 && strcmp(words[1], "bridge") == 0)
        bridge(atoi(words[2]), atoi(words[3]));
    if (count == 4 && strcmp(words[1], "prompt") == 0)
        prompt(atoi(words[2]), atoi(words[3]));
    if (count == 4 && strcmp(words[1], "relay") == 0 && atoi(words[3]) * 2 <= PORTS_MAX)
        relay(atoi(words[2]), atoi(words[3]));
    if (count == 4 && strcmp(words[1], "music") == 0 && atoi(words[3]) <= PORTS_MAX)
        music(atoi(words[2]), atoi(words[3]));
    if (count == 6 && strcmp(words[1], "redis") == 0)
        redis(atoi(words[2]), words[3], atoi(words[4]), atoi(words[5]));
    fprintf(stderr, "reference sip PORT | bridge PORT AGENTS | prompt PORT MS | relay PORT CALLS | music PORT CALLS | redis PORT PASSWORD RATE TIMES\n");
    return 2;
}
