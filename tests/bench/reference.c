/*
 * What the kernel and a C program take for the same work, to compare Zarang with:
 *   reference sip PORT            answers INVITE and BYE over UDP, keeps nothing
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

enum { MESSAGE_MAX = 65536, PACKET_MAX = 2048, PORTS_MAX = 2048 };

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

static void sip(int port) {
    static char in[MESSAGE_MAX + 1], out[MESSAGE_MAX * 2];
    static const char sdp[] = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                              "m=audio 40000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n";
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
            int at = sprintf(out, "SIP/2.0 200 OK\r\n");
            at += copied(in, out + at);
            at += sprintf(out + at, "Contact: <sip:127.0.0.1:%d>\r\n%sContent-Length: %zu\r\n\r\n%s", port,
                          invite ? "Content-Type: application/sdp\r\n" : "", invite ? sizeof sdp - 1 : 0, invite ? sdp : "");
            sendto(s, out, at, 0, (struct sockaddr *)&peer, length);
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

static long nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
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
    if (count == 4 && strcmp(words[1], "relay") == 0 && atoi(words[3]) * 2 <= PORTS_MAX)
        relay(atoi(words[2]), atoi(words[3]));
    if (count == 4 && strcmp(words[1], "music") == 0 && atoi(words[3]) <= PORTS_MAX)
        music(atoi(words[2]), atoi(words[3]));
    if (count == 6 && strcmp(words[1], "redis") == 0)
        redis(atoi(words[2]), words[3], atoi(words[4]), atoi(words[5]));
    fprintf(stderr, "reference sip PORT | relay PORT CALLS | music PORT CALLS | redis PORT PASSWORD RATE TIMES\n");
    return 2;
}
